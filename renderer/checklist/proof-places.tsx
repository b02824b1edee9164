import type { DocumentId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { goTo } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { showItemOf } from './checklist-state.ts';
import { nameOf } from './tree-model.ts';
import { pagesWords } from './words.ts';

const placesShown = 20;

/** Where a document is proof, each leading there; nothing where it is none. */
export function ProofPlaces(props: { readonly document: DocumentId }): React.ReactElement | null {
  const { data } = useCall(
    'checklist.ofDocument',
    { id: props.document, offset: 0, limit: placesShown },
    { tables: ['checklist', 'checklist_item', 'slot', 'link'], keep: false },
  );
  if (!data || data.total === 0) return null;
  return (
    <section className="catalog-section">
      <header>
        <h3>{t('checklist.proofOf')}</h3>
        <span>{t('checklist.places', { count: data.total })}</span>
      </header>
      <ul className="proof-places">
        {data.places.map((place) => (
          <li key={place.linkId}>
            <button
              type="button"
              title={place.checklist}
              onClick={() => {
                showItemOf(place.checklistId, place.itemId, place.slotId);
                goTo('checklist');
              }}
            >
              <span>{nameOf(place.code, place.title)}</span>
              <small>
                {nameOf(String(place.slotNumber), place.slot)}
                {place.pages !== null && place.pages.length > 0 && ` · ${pagesWords(place.pages)}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {data.total > data.places.length && (
        <p className="m-note">
          {t('checklist.morePlaces', { count: data.total - data.places.length })}
        </p>
      )}
    </section>
  );
}
