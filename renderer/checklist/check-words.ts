import type { CheckRule, Finding, Severity } from '../../main/contract/index.ts';
import { lookUp, t } from '../i18n/index.ts';

/** `no-number` → `noNumber`: rules' names as messages have them. */
const messageOf = (rule: CheckRule): string =>
  rule.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());

export const ruleWord = (rule: CheckRule): string => lookUp('check', messageOf(rule)) ?? rule;

/** Why a rule is one, and where it comes from. */
export const ruleWhy = (rule: CheckRule): string => lookUp('check', `${messageOf(rule)}Why`) ?? '';

export const severityWord = (severity: Severity): string => t(`check.${severity}`);

const numberOf = ({ details }: Finding, name: string): number => Number(details[name] ?? 0);
const textOf = ({ details }: Finding, name: string): string => String(details[name] ?? '');

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** plan,photo → 方案或通知、照片 */
const listed = (names: string, prefix: 'stage' | 'caption'): string =>
  names
    .split(',')
    .map((name) => lookUp('check', `${prefix}${capital(name)}`) ?? name)
    .join(t('check.listComma'));

/** What is objected to, in a line. */
export function findingWords(finding: Finding): string {
  switch (finding.rule) {
    case 'outside-window':
      return t(textOf(finding, 'side') === 'early' ? 'check.outsideEarly' : 'check.outsideLate', {
        date: textOf(finding, 'date'),
        days: numberOf(finding, 'days'),
      });
    case 'few-photos':
      return t('check.fewPhotosSaid', {
        have: numberOf(finding, 'have'),
        need: numberOf(finding, 'need'),
      });
    case 'missing-attachment': {
      const names = textOf(finding, 'names').split('\n').filter(Boolean).join(t('check.listComma'));
      const numbers = textOf(finding, 'numbers');
      return names === ''
        ? t('check.missingAttachmentSaidBare', { numbers })
        : t('check.missingAttachmentSaid', { numbers, names });
    }
    case 'duplicate': {
      const by = textOf(finding, 'by');
      const words = { other: textOf(finding, 'otherTitle'), code: textOf(finding, 'otherCode') };
      if (by === 'file') return t('check.duplicateFile', words);
      return t(by === 'text' ? 'check.duplicateText' : 'check.duplicatePicture', words);
    }
    case 'undated':
      return t('check.undatedSaid');
    case 'no-number':
      return t('check.noNumberSaid');
    case 'no-seal':
      return t(textOf(finding, 'reason') === 'none' ? 'check.noSealSaid' : 'check.noSealGrey', {
        pages: numberOf(finding, 'pages'),
      });
    case 'no-request':
      return t('check.noRequestSaid', {
        reply: textOf(finding, 'reply'),
        request: textOf(finding, 'request'),
      });
    case 'broken-chain':
      return t('check.brokenChainSaid', {
        topic: textOf(finding, 'topic'),
        has: listed(textOf(finding, 'has'), 'stage'),
        missing: listed(textOf(finding, 'missing'), 'stage'),
      });
    case 'no-caption':
      return t('check.noCaptionSaid', { missing: listed(textOf(finding, 'missing'), 'caption') });
    case 'over-limit':
      return t('check.overLimitSaid', {
        words: numberOf(finding, 'words'),
        limit: numberOf(finding, 'limit'),
      });
    case 'low-resolution':
      return t('check.lowResolutionSaid', {
        pages: textOf(finding, 'pages'),
        dpi: numberOf(finding, 'dpi'),
      });
  }
}

/** What to do about it. */
export function adviceWords(finding: Finding): string {
  switch (finding.rule) {
    case 'outside-window':
      return t('check.outsideDo');
    case 'few-photos':
      return t('check.fewPhotosDo', {
        count: numberOf(finding, 'need') - numberOf(finding, 'have'),
      });
    case 'missing-attachment':
      return t('check.missingAttachmentDo');
    case 'duplicate':
      return t('check.duplicateDo');
    case 'undated':
      return t('check.undatedDo');
    case 'no-number':
      return t('check.noNumberDo');
    case 'no-seal':
      return t(textOf(finding, 'reason') === 'none' ? 'check.noSealDo' : 'check.noSealGreyDo');
    case 'no-request':
      return t('check.noRequestDo', { request: textOf(finding, 'request') });
    case 'broken-chain':
      return t('check.brokenChainDo', { missing: listed(textOf(finding, 'missing'), 'stage') });
    case 'no-caption':
      return t('check.noCaptionDo');
    case 'over-limit':
      return t('check.overLimitDo');
    case 'low-resolution':
      return t('check.lowResolutionDo');
  }
}

/** What mending a finding means: a field of the document, its caption, or other material. */
export type Mending = 'number' | 'date' | 'caption' | 'find' | null;

export function mendingOf({ rule }: Finding): Mending {
  switch (rule) {
    case 'no-number':
      return 'number';
    case 'undated':
    case 'outside-window':
      return 'date';
    case 'no-caption':
      return 'caption';
    case 'few-photos':
    case 'missing-attachment':
    case 'no-request':
    case 'broken-chain':
    case 'no-seal':
    case 'over-limit':
      return 'find';
    case 'duplicate':
    case 'low-resolution':
      return null;
  }
}

export function mendingWord(mending: Exclude<Mending, null>): string {
  switch (mending) {
    case 'number':
      return t('check.mendNumber');
    case 'date':
      return t('check.mendDate');
    case 'caption':
      return t('check.mendCaption');
    case 'find':
      return t('check.mendFind');
  }
}

/** What to look for in the library, where the finding says. */
export function soughtFor(finding: Finding): string {
  switch (finding.rule) {
    case 'missing-attachment':
      return textOf(finding, 'names').split('\n')[0] ?? '';
    case 'no-request':
      return textOf(finding, 'request');
    default:
      return '';
  }
}
