import type { DocumentDetail, DocumentField, Proposal } from '../../main/contract/index.ts';
import { fieldName } from '../catalog/words.ts';
import { t } from '../i18n/index.ts';

/** Where a proposal came from, as the line beneath its field. */
export function evidence(proposal: Proposal): string {
  switch (proposal.source) {
    case 'folder':
      return t('intake.fromFolder', { evidence: proposal.evidence });
    case 'file-name':
      return t('intake.fromFileName');
    case 'text':
      return proposal.page === null
        ? t('intake.fromTextPlain', { evidence: proposal.evidence })
        : t('intake.fromText', { page: proposal.page, evidence: proposal.evidence });
    case 'person':
      return t('intake.fromPerson');
    case 'default':
      return t('intake.fromDefault');
  }
}

function sourceName(source: string): string {
  if (source === 'folder') return t('intake.sourceFolder');
  return source === 'file-name' ? t('intake.sourceFileName') : t('intake.sourceText');
}

const isField = (name: string): name is DocumentField =>
  [
    'title',
    'year',
    'categoryId',
    'referenceNumber',
    'issuer',
    'date',
    'kind',
    'department',
    'retention',
    'secrecy',
    'note',
  ].includes(name);

/** 请核对年度：正文写的是“2023”. */
export function disagreement(note: DocumentDetail['notes'][number]): string {
  const { field = '', other = '', otherSource = '' } = note.details;
  if (note.code !== 'sources-disagree' || !isField(field)) {
    return t('intake.otherNote', { code: note.code });
  }
  return t('intake.disagree', {
    field: fieldName(field),
    source: sourceName(otherSource),
    other,
  });
}
