import type { ReactElement } from 'react';
import type { ChecklistId, Finding } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { CheckPane } from './check-pane.tsx';
import { findingsShown, toggleCheck } from './check-state.ts';
import { checking } from './checklist-state.ts';

const focusOn = (selector: string): void =>
  void requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());

/** The finding's item, slot and proof are taken in hand. */
const show = ({ item, slot, link }: Finding): void =>
  checking.set({
    only: 'all',
    itemId: item.id,
    slotId: slot?.id ?? null,
    linkId: link,
    sought: '',
  });

const close = (): void => {
  findingsShown.set({ isOpen: false });
  focusOn('.checklist-tree');
};

/** The material check in place of the candidates, while it is open; null: it is not. */
export function useCheck(options: {
  readonly id: ChecklistId;
  readonly canChange: boolean;
  readonly toItem: () => void;
}): ReactElement | null {
  const isOpen = useStore(findingsShown, (state) => state.isOpen);
  useCommand('checklist.check', 'M', isOpen ? close : toggleCheck, { label: t('check.open') });
  if (!isOpen) return null;
  return (
    <CheckPane
      id={options.id}
      canChange={options.canChange}
      onShow={show}
      onOpen={(finding) => {
        show(finding);
        options.toItem();
      }}
      onFind={(finding, sought) => {
        show(finding);
        findingsShown.set({ isOpen: false });
        checking.set({ sought });
        focusOn('.checklist-find input');
      }}
      onClose={close}
    />
  );
}
