/** Endings of names of bodies, as they stand in the middle of sentences and names of files, too. */
const organisation =
  /(?:政府|委员会|委|办公室|办公厅|局|厅|部|院|校|学校|中心|社区|街道办事处|街道|站|所|公司|集团|协会|联合会|总工会|工会|妇联|团委|支部|党组|小组|指挥部|领导小组|大队|支队|分局|处|科|村|居委会|馆|园)$/u;
/** Where nothing but a body or a person signs, more endings are one. */
const signing =
  /(?:[府会委办室厅局部院校心区街站所司团联组队处科村馆园社台厂店行庭党场库苑坊盟]|专班|小学|中学|大学|文明办)$/u;
const notInNames = /[。；：！？，,;:!?]/u;

/** 清河镇人民政府: a name that ends as names of bodies do. */
export const isOrganisation = (text: string): boolean =>
  organisation.test(text) && !notInNames.test(text);

/** The same, for a line where a body signs: with its （盖章） taken off, or null. */
export function signerOf(line: string): string | null {
  const name = line
    .replace(/[(（]\s*(?:盖章|印章|公章|章|签章|代章)\s*[)）]?$/u, '')
    .replace(/^(?:此致|落款|发文单位|单位)[:：]?/u, '')
    .trim();
  const letters = [...name];
  if (letters.length < 3 || letters.length > 30 || notInNames.test(name)) return null;
  if (!/^[\p{Script=Han}（）()·、“”"\d]+$/u.test(name)) return null;
  if (/^(?:第.{1,3}[章条]|[一二三四五六七八九十]+、|附件|抄送|关于)/u.test(name)) return null;
  return signing.test(name) ? name : null;
}

/** The body that a title begins with, if it does: 清河镇人民政府关于…的通知. */
export function issuerInTitle(title: string): string | undefined {
  const name = /^(.{3,30}?)关于/u.exec(title)?.[1];
  return name !== undefined && organisation.test(name) ? name : undefined;
}

/** How many characters have to be changed, added or left out to make one of the other. */
export function distance(a: string, b: string): number {
  const [one, two] = [[...a], [...b]];
  let row = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (const [i, character] of one.entries()) {
    const next = [i + 1];
    for (const [j, other] of two.entries()) {
      const change = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
