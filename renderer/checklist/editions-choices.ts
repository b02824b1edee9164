import { useState } from 'react';
import { firmReasons, type CarriedLink, type LinkId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';

/** Proofs that the user carries over, or leaves, against what the program says. */
export interface LinkChoices {
  readonly keep: LinkId[];
  readonly drop: LinkId[];
  readonly toggle: (link: CarriedLink) => void;
}

const standing: ReadonlySet<CarriedLink['reason']> = new Set(['within', 'spans', 'standing']);

export const isFirm = ({ reason }: CarriedLink): boolean => firmReasons.includes(reason);

export function useLinkChoices(): LinkChoices {
  const [keep, setKeep] = useState<readonly LinkId[]>([]);
  const [drop, setDrop] = useState<readonly LinkId[]>([]);
  const toggle = (link: CarriedLink): void => {
    if (isFirm(link)) return;
    const stands = standing.has(link.reason);
    const without = (ids: readonly LinkId[]): LinkId[] => ids.filter((id) => id !== link.id);
    setKeep((ids) => (link.keep || stands ? without(ids) : [...ids, link.id]));
    setDrop((ids) => (link.keep && stands ? [...ids, link.id] : without(ids)));
  };
  return { keep: [...keep], drop: [...drop], toggle };
}

/** Why a proof is carried over or not. */
export function carryWords({ reason, value }: CarriedLink): string {
  switch (reason) {
    case 'within':
      return t('editions.within', { value });
    case 'spans':
      return t('editions.spans', { value });
    case 'standing':
      return t('editions.standing', { value });
    case 'year-bound':
      return t('editions.yearBound', { value });
    case 'dated':
      return value === '' ? t('editions.undated') : t('editions.dated', { value });
    case 'trash':
      return t('editions.trash');
    case 'pages-gone':
      return t('editions.pagesGone');
    case 'no-slot':
      return t('editions.noSlot');
  }
}

/** An item by its code and title. */
export const itemWords = ({
  code,
  title,
}: {
  readonly code: string;
  readonly title: string;
}): string => [code, title].filter((part) => part !== '').join(' ');
