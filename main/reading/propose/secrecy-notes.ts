import type { Proposal } from '../../contract/documents.ts';
import {
  findSecret,
  findSecretName,
  findWorkSecret,
  findWorkSecretName,
  type SecrecyMark,
} from '../paper/secrecy.ts';
import { stemOf } from './from-names.ts';
import { proposalOf } from './proposal.ts';
import type { ProposalInput, ProposalNote } from './types.ts';

interface Found {
  readonly proposals: readonly Proposal[];
  readonly notes: readonly ProposalNote[];
}

/** 绝密, 机密, 秘密 stop a document; 内部 and 工作秘密 only mark it. */
export function readSecrecy(input: ProposalInput): Found {
  const { pages } = input;
  const name = input.isFolder === true ? input.name : stemOf(input.name);
  const secret = findSecret(pages) ?? findSecretName(name);
  if (secret !== null) return foundMark('secret', secret);
  const work = findWorkSecret(pages) ?? findWorkSecretName(name);
  return work === null ? { proposals: [], notes: [] } : foundMark('work-secret', work);
}

function foundMark(code: 'secret' | 'work-secret', mark: SecrecyMark): Found {
  const { marking, level, evidence, page, lines } = mark;
  const source = page === null ? 'file-name' : 'text';
  const where = { evidence, lines, ...(page === null ? {} : { page }) };
  return {
    proposals: [proposalOf('secrecy', level, 90, source, where)],
    notes: [{ code, details: { marking, evidence, page: page === null ? '' : String(page) } }],
  };
}
