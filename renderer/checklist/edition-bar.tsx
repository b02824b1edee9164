import { Dropdown, type MenuProps } from 'antd';
import { Ellipsis } from 'lucide-react';
import type { Checklist } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { toggleCheck } from './check-state.ts';
import { showChecklist } from './checklist-state.ts';
import type { ChecklistDialog } from './checklist-dialogs.tsx';
import { downloadTemplate, exportChecklist, importSheet } from './import-file.ts';

/** Which checklist is shown, and what can be done with it. */
export function EditionBar(props: {
  readonly checklists: readonly Checklist[];
  readonly current: Checklist;
  readonly canChange: boolean;
  readonly onDialog: (dialog: ChecklistDialog) => void;
}): React.ReactElement {
  const { checklists, current, onDialog } = props;
  const check = { key: 'check', label: t('check.open'), extra: 'M', onClick: toggleCheck };
  const more: MenuProps['items'] = [
    check,
    { type: 'divider' },
    {
      key: 'change',
      label: t('checklist.changeEdition'),
      onClick: () => onDialog({ kind: 'edition', checklist: current }),
    },
    {
      key: 'project',
      label: t('checklist.addProject'),
      onClick: () => onDialog({ kind: 'add-item', parentId: null, after: null }),
    },
    { type: 'divider' },
    {
      key: 'next-year',
      label: t('editions.nextYear'),
      onClick: () => onDialog({ kind: 'next-year', checklist: current }),
    },
    {
      key: 'carry-on',
      label: t('editions.carryOn'),
      disabled: checklists.length < 2,
      onClick: () => onDialog({ kind: 'carry-on', checklist: current }),
    },
    { type: 'divider' },
    { key: 'import', label: t('mapping.open'), onClick: () => void importSheet(onDialog) },
    { key: 'template', label: t('mapping.template'), onClick: () => void downloadTemplate() },
    {
      key: 'sheet',
      label: t('mapping.exportSheet'),
      onClick: () => void exportChecklist(current.id, 'xlsx'),
    },
    {
      key: 'json',
      label: t('mapping.exportJson'),
      onClick: () => void exportChecklist(current.id, 'json'),
    },
    { type: 'divider' },
    {
      key: 'new',
      label: t('checklist.newEmpty'),
      onClick: () => onDialog({ kind: 'edition', checklist: null }),
    },
    { type: 'divider' },
    {
      key: 'remove',
      label: t('checklist.removeEdition'),
      onClick: () => onDialog({ kind: 'remove', checklist: current }),
    },
  ];
  return (
    <div className="m-toolbar checklist-edition">
      <MenuButton
        className="binder-name checklist-name"
        words={current.name}
        label={`${t('checklist.editions')} ${current.name}`}
        items={checklists.map((each) => ({
          key: String(each.id),
          label: (
            <span className="checklist-choice">
              <span className="m-cut">{each.name}</span>
              <span>
                {each.isExample
                  ? t('checklist.example')
                  : t('checklist.itemsOf', {
                      done: each.counts.complete,
                      total: each.counts.items,
                    })}
              </span>
            </span>
          ),
          onClick: () => showChecklist(each.id),
        }))}
      />
      {current.isExample && <span className="checklist-example">{t('checklist.example')}</span>}
      <span className="m-toolbar-gap" />
      <Dropdown
        trigger={['click']}
        menu={{ items: props.canChange ? more : [check] }}
        placement="bottomRight"
        destroyOnHidden
      >
        <IconButton icon={<Ellipsis {...iconProps} />} label={t('ui.more')} />
      </Dropdown>
    </div>
  );
}
