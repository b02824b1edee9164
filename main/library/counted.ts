/** `1 document`, `3 documents`: for the English words of an operation. */
export function counted(count: number, noun: 'document' | 'file'): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
