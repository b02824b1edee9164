import type { ReactNode } from 'react';
import type {
  DocumentDetail,
  DocumentPatch,
  Proposal,
  TextLine,
} from '../../main/contract/index.ts';
import { fieldName } from '../catalog/words.ts';
import { t } from '../i18n/index.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Confidence } from '../ui/marks.tsx';
import { disagreements, doubtfulFields, shownProposal, valueOf, type InboxField } from './draft.ts';
import { disagreement, evidence, offerKind, sharedEvidence } from './words.ts';

/** Another value a field may have; Alt and its number in the form takes it. */
export interface Offer {
  readonly field: InboxField;
  readonly proposal: Proposal;
}

/** A field of the inbox form: how sure its value is, where it came from, what else it may be. */
export function FormField(props: {
  readonly detail: DocumentDetail;
  readonly edits: DocumentPatch;
  readonly readOnly: boolean;
  readonly field: InboxField;
  readonly id: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly offers: readonly Offer[];
  readonly onTake: (index: number) => void;
  /** Lines of the pages the proposals were read from. */
  readonly lines: ReadonlyMap<number, readonly TextLine[]>;
}) {
  const { detail, edits, field } = props;
  const shown = shownProposal(detail, edits, field);
  const decided = field in edits || detail.fields[field] !== null;
  const doubts = decided ? [] : disagreements(detail, field).slice(0, 1);
  const from = (proposal: Proposal): string =>
    sharedEvidence(field, proposal, (other) => shownProposal(detail, edits, other)) ??
    evidence(proposal, props.lines.get(proposal.page ?? 0) ?? []);
  const own = props.offers
    .map((offer, index) => ({ ...offer, index }))
    .filter((offer) => offer.field === field);
  const doubtful = doubtfulFields(detail, edits).includes(field);
  const empty = doubtful && !shown;
  return (
    <>
      <div
        className={`inbox-field ${props.className}`}
        data-field={field}
        {...(doubtful ? { 'data-doubtful': true } : {})}
      >
        <div className="inbox-label">
          <label htmlFor={props.id}>{fieldName(field)}</label>
          {shown && shown.source !== 'person' ? <Confidence percent={shown.confidence} /> : null}
        </div>
        {props.children}
        {shown ? (
          <div className="inbox-evidence m-cut" title={`${from(shown)}\n${shown.evidence}`}>
            {from(shown)}
          </div>
        ) : empty && valueOf(detail, edits, field) === null ? (
          <div className="inbox-evidence inbox-missing">{t('intake.required')}</div>
        ) : null}
      </div>
      {doubts.length > 0 || own.length > 0 ? (
        <div className="inbox-offers inbox-wide">
          {doubts.length > 0 && doubts[0] ? (
            <span className="inbox-doubt">{disagreement(doubts[0])}</span>
          ) : (
            <span className="m-muted">{t('intake.alsoMaybe')}</span>
          )}
          {own.map((offer) => (
            <button
              key={offer.index}
              type="button"
              className="inbox-offer"
              disabled={props.readOnly}
              title={from(offer.proposal)}
              onClick={() => props.onTake(offer.index)}
            >
              {offer.index < 9 ? <Kbd keys={`Alt+${offer.index + 1}`} /> : null}
              <span className="m-cut">{offer.proposal.label}</span>
              <span className="inbox-offer-kind">
                {field === 'categoryId' ? offer.proposal.confidence : offerKind(offer.proposal)}
              </span>
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}
