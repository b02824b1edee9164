/** What a new paragraph starts with in official papers: 一、 （一） 1. 第一条, a heading, an address. */
const startsParagraph =
  /^(?:[（(]?[一二三四五六七八九十]+[）)、．.]|[（(]?\d+[）)、．.]|第[一二三四五六七八九十\d]+[条章节期]|附件|抄送)/u;

const endsParagraph = /[。！？；：:.!?]["”’）)]*$/u;

/**
 * The text of a page as paragraphs: a line that runs to the right edge goes on in the next one.
 * Page texts have a line for each line on paper, which a narrow pane would break a second time.
 */
export function flowText(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const widest = Math.max(0, ...lines.map((line) => line.length));
  const isFull = (line: string): boolean => line.length >= widest * 0.85 && widest >= 12;
  let flowed = '';
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const goesOn =
      before !== undefined &&
      line !== '' &&
      isFull(before) &&
      !endsParagraph.test(before) &&
      !startsParagraph.test(line);
    if (index > 0) flowed += goesOn ? gap(before, line) : '\n';
    flowed += line;
  });
  return flowed.replace(/\n{3,}/g, '\n\n').trim();
}

/** Words of Latin letters keep a space between them, Chinese has none. */
const gap = (before: string, line: string): string =>
  /[\p{Script=Latin}\d,]$/u.test(before) && /^[\p{Script=Latin}\d]/u.test(line) ? ' ' : '';
