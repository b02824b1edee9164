import { Check, Minus, Plus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { CatalogTree, Selection } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { announce } from '../app/shell-state.ts';
import { currentLanguage, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TagSwatch } from '../ui/marks.tsx';
import { change } from './actions.ts';

interface TagDialogProps {
  readonly tags: CatalogTree['tags'];
  readonly selection: Selection;
  readonly count: number;
  readonly onClose: () => void;
}

type Mark = 'all' | 'some' | 'none';

interface Choice {
  readonly name: string;
  readonly color: string | null;
  readonly isNew: boolean;
}

const joinNames = (names: readonly string[]): string =>
  names.join(currentLanguage() === 'zh-CN' ? '、' : ', ');

/** Tags of the selected documents: ticked on all, a dash on some; typing finds or makes one. */
export function TagDialog(props: TagDialogProps): React.ReactElement {
  const { tags, selection, count, onClose } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [made, setMade] = useState<readonly string[]>([]);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const present = useCall('catalog.tree', { filter: selection.filter });
  const filter = text.trim();

  const marks = (name: string): Mark => {
    const wanted = changed.get(name);
    if (wanted !== undefined) return wanted ? 'all' : 'none';
    const on = present.data?.tags.find((tag) => tag.name === name)?.documents ?? 0;
    if (on === 0) return 'none';
    return on >= count ? 'all' : 'some';
  };
  const known: readonly Choice[] = [
    ...tags.map(({ name, color }) => ({ name, color, isNew: false })),
    ...made.map((name) => ({ name, color: null, isNew: false })),
  ];
  const found = known.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
  const choices: readonly Choice[] =
    filter === '' || known.some(({ name }) => name === filter)
      ? found
      : [...found, { name: filter, color: null, isNew: true }];
  const at = Math.min(active, choices.length - 1);

  const toggle = (choice: Choice): void => {
    setChanged(new Map(changed).set(choice.name, marks(choice.name) !== 'all'));
    if (choice.isNew) setMade([...made, choice.name]);
    setText('');
  };
  const apply = (): void => {
    const add = [...changed].filter(([name, on]) => on && marksBefore(name) !== 'all').map(first);
    const remove = [...changed]
      .filter(([name, on]) => !on && marksBefore(name) !== 'none')
      .map(first);
    onClose();
    if (add.length + remove.length === 0) {
      announce(t('catalog.tagNothing'));
      return;
    }
    void change('catalog.tag', { selection, add, remove }, (done) => {
      if (remove.length === 0) return t('catalog.tagged', { names: joinNames(add), count: done });
      if (add.length === 0) return t('catalog.untagged', { names: joinNames(remove), count: done });
      return t('catalog.retagged', { count: done });
    });
  };
  const marksBefore = (name: string): Mark => {
    const on = present.data?.tags.find((tag) => tag.name === name)?.documents ?? 0;
    return on === 0 ? 'none' : on >= count ? 'all' : 'some';
  };
  /** What is about to change, a tag each. */
  const planned = [...changed].flatMap(([name, on]): string[] => {
    const has = present.data?.tags.find((tag) => tag.name === name)?.documents ?? 0;
    const rows = on ? count - has : has;
    if (rows <= 0) return [];
    return [t(on ? 'catalog.tagAdds' : 'catalog.tagRemoves', { name, count: rows })];
  });
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (composing(event)) return;
    const choice = choices[at];
    if (event.key === 'ArrowDown') setActive(Math.min(choices.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter' && choice && (filter !== '' || changed.size === 0)) {
      toggle(choice);
    } else if (event.key === 'Enter') apply();
    else return;
    event.preventDefault();
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <Dialog
      title={t('catalog.tagTitle', { count })}
      width={380}
      onClose={onClose}
      footerStart={
        <span className="m-note" role="status">
          {count > 1 && planned.join(currentLanguage() === 'zh-CN' ? '；' : '; ')}
        </span>
      }
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" onClick={apply}>
            {t('catalog.tagApply')}
          </Button>
        </>
      }
    >
      <div className="catalog-tagging" data-autofocus>
        <input
          className="catalog-input"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          aria-label={t('catalog.tagFilter')}
          placeholder={t('catalog.tagFilter')}
          value={text}
          maxLength={100}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {choices.length === 0 && <p className="catalog-tagging-none">{t('catalog.tagNone')}</p>}
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('catalog.tags')}
          aria-multiselectable="true"
          className="catalog-tagging-list"
          hidden={choices.length === 0}
        >
          {choices.map((choice, index) => {
            const mark = choice.isNew ? 'none' : marks(choice.name);
            return (
              <div
                key={choice.name}
                id={`${id}-${index}`}
                role="option"
                aria-selected={mark === 'all'}
                data-active={index === at}
                className="catalog-tagging-row"
                onMouseDown={(event) => {
                  event.preventDefault();
                  toggle(choice);
                }}
              >
                <span className="catalog-tick" data-mark={mark}>
                  {choice.isNew ? (
                    <Plus size={14} aria-hidden />
                  ) : mark === 'all' ? (
                    <Check size={14} strokeWidth={2.5} aria-hidden />
                  ) : mark === 'some' ? (
                    <Minus size={14} strokeWidth={2.5} aria-label={t('catalog.tagSome')} />
                  ) : null}
                </span>
                {choice.color && <TagSwatch color={choice.color} />}
                <span className="m-cut">
                  {choice.isNew ? t('catalog.tagCreate', { name: choice.name }) : choice.name}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </Dialog>
  );
}

const first = ([name]: readonly [string, boolean]): string => name;
