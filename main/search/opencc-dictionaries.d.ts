/** Dictionaries of OpenCC: `key value[ value…]`, one entry after the other, apart by `|`. */
declare module 'opencc-js/dict/*' {
  const entries: string;
  export default entries;
}
