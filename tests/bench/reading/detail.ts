import { rateOf } from './compare-page.ts';
import type { FieldAnswer } from './fields.ts';
import type { ReadDocument } from './read-corpus.ts';

/** What went wrong where, for those who mend it: Markdown. */
export function detailOf(
  documents: readonly ReadDocument[],
  answers: readonly FieldAnswer[],
  turned: readonly ReadDocument[],
): string {
  return [
    '## Character errors by condition and layout (in place / in order, %)',
    ...errorTable(documents),
    '## Most frequent edits by condition (truth→read, × times)',
    ...confusions(documents),
    '## Pages read out of order',
    ...disorder(documents),
    '## Worst pages',
    ...worstPages(documents),
    '## Lines read where nothing is printed',
    ...strays(documents),
    '## Fields proposed wrong',
    ...wrongFields(answers),
    '## Pages turned wrong',
    ...wrongTurns(turned),
    '',
  ].join('\n');
}

function groups<T>(
  list: readonly T[],
  key: (item: T) => string,
): readonly (readonly [string, T[]])[] {
  const grouped = new Map<string, T[]>();
  for (const item of list) grouped.set(key(item), [...(grouped.get(key(item)) ?? []), item]);
  return [...grouped];
}

const hundredths = (share: number): string => (share * 100).toFixed(2);

function errorTable(documents: readonly ReadDocument[]): readonly string[] {
  return groups(documents, ({ condition }) => condition).map(([condition, some]) => {
    const cells = groups(some, ({ layout }) => layout).map(([layout, same]) => {
      const scores = same.flatMap(({ pages }) => pages.map(({ score }) => score));
      const inPlace = hundredths(rateOf(scores, (score) => score.errorsInPlace));
      return `${layout} ${inPlace}/${hundredths(rateOf(scores, (score) => score.errors))}`;
    });
    return `- **${condition}**: ${cells.join(', ')}`;
  });
}

function confusions(documents: readonly ReadDocument[]): readonly string[] {
  return groups(documents, ({ condition }) => condition).map(([condition, some]) => {
    const edits = some.flatMap(({ pages }) => pages.flatMap(({ score }) => score.edits));
    const counted = groups(edits, ({ truth, read }) => `${truth || '∅'}→${read || '∅'}`)
      .toSorted((a, b) => b[1].length - a[1].length)
      .slice(0, 25);
    const list = counted.map(([edit, times]) => `${edit} ${times.length}`).join('  ');
    return `- **${condition}** (${edits.length}): ${list}`;
  });
}

function pagesOf(documents: readonly ReadDocument[]) {
  return documents.flatMap(({ name, layout, condition, pages }) =>
    pages.map((page, index) => ({
      where: `${condition} ${layout} ${name} p${index + 1}`,
      ...page,
    })),
  );
}

function disorder(documents: readonly ReadDocument[]): readonly string[] {
  return pagesOf(documents)
    .filter(({ score }) => score.errors > score.errorsInPlace + 2)
    .map(({ where, score, reading }) => {
      const lines = reading.lines.map((line) => line.text.slice(0, 9)).join(' | ');
      return `- ${where}: ${score.errors} in order, ${score.errorsInPlace} in place: ${lines}`;
    });
}

function worstPages(documents: readonly ReadDocument[]): readonly string[] {
  return pagesOf(documents)
    .filter(({ score }) => score.errorsInPlace > 0)
    .toSorted((a, b) => b.score.errorsInPlace - a.score.errorsInPlace)
    .slice(0, 25)
    .map(({ where, score }) => {
      const edits = score.edits
        .slice(0, 40)
        .map(({ truth, read }) => `${truth || '∅'}→${read || '∅'}`);
      return `- ${where}: ${score.errorsInPlace} of ${score.characters}: ${edits.join(' ')}`;
    });
}

function strays(documents: readonly ReadDocument[]): readonly string[] {
  return pagesOf(documents)
    .filter(({ score }) => score.strays.length > 0)
    .slice(0, 60)
    .map(({ where, score }) => `- ${where}: ${score.strays.join(' | ')}`);
}

function wrongFields(answers: readonly FieldAnswer[]): readonly string[] {
  return answers
    .filter((answer) => !answer.right)
    .map(({ document, field, truth, proposed }) => {
      const where = `${document.condition} ${document.layout} ${document.name}`;
      return `- ${where} ${field}: is ${truth ?? '(none)'}, proposed ${proposed ?? '(none)'}`;
    });
}

function wrongTurns(turned: readonly ReadDocument[]): readonly string[] {
  return pagesOf(turned)
    .filter(({ truth, reading }) => truth.turn !== reading.turn)
    .map(({ where, truth, reading }) => `- ${where}: is ${truth.turn}, found ${reading.turn}`);
}
