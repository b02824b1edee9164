import { expect, test } from 'vitest';
import { errorCodes } from '../../main/contract/errors.ts';
import * as en from '../../renderer/i18n/en/index.ts';
import * as zh from '../../renderer/i18n/zh-CN/index.ts';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;
const chinese: Table = zh;
const english: Table = en;

const all = Object.entries(chinese).flatMap(([room, messages]) =>
  Object.entries(messages).map(([name, text]) => ({ key: `${room}.${name}`, room, name, text })),
);
const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{([^{}|]+)/g)].map((match) => match[1] ?? ''))].toSorted();

test('English has every message and fills the same places', () => {
  for (const { key, room, name, text } of all) {
    const translated = english[room]?.[name];
    expect(translated, key).toBeTypeOf('string');
    expect(placeholders(translated ?? ''), key).toEqual(placeholders(text));
  }
});

test('every error says what happened, what was kept and what to do', () => {
  for (const table of [chinese, english]) {
    for (const code of errorCodes) {
      for (const name of [code, `${code}.kept`, `${code}.do`]) {
        expect(table['errors']?.[name], name).toBeTruthy();
      }
    }
  }
});

test('no message shouts, flatters or apologises', () => {
  for (const { key, text } of all) {
    expect(text, key).not.toMatch(/成功|您|抱歉|！|\p{Extended_Pictographic}/u);
    expect(text.replaceAll(/请核对|请示/gu, ''), key).not.toContain('请');
  }
});

test('figures stand apart from Chinese', () => {
  for (const { key, text } of all) {
    expect(text, key).not.toMatch(/\p{Script=Han}\{(count|done|total|imported|rest)\}/u);
    expect(text, key).not.toMatch(/\{(count|done|total|imported|rest)\}\p{Script=Han}/u);
  }
});
