import { expect, test } from 'vitest';
import { composing, keyName } from '../../renderer/app/commands.ts';

interface Press {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly shiftKey?: boolean;
}

const name = (press: Press): string =>
  keyName({
    code: '',
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    ...press,
  } as unknown as KeyboardEvent);

test('chords go by the place of the key, whatever the input method makes of it', () => {
  expect(name({ key: '，', code: 'KeyZ', ctrlKey: true })).toBe('Ctrl+Z');
  expect(name({ key: '¡', code: 'Digit1', altKey: true })).toBe('Alt+1');
});

test('keys are named as commands are written', () => {
  expect(name({ key: 'Enter', ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Enter');
  expect(name({ key: 'ArrowDown', ctrlKey: true })).toBe('Ctrl+Down');
  expect(name({ key: 't', code: 'KeyT' })).toBe('T');
  expect(name({ key: 'R', code: 'KeyR', shiftKey: true })).toBe('Shift+R');
  expect(name({ key: 'R', code: 'KeyR' })).toBe('R');
  expect(name({ key: '+', shiftKey: true })).toBe('+');
  expect(name({ key: 'F6', shiftKey: true })).toBe('Shift+F6');
});

test('no key is a command while an input method composes', () => {
  expect(composing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(composing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(composing({ isComposing: false, keyCode: 13 })).toBe(false);
});
