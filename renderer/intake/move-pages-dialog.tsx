import { Input } from 'antd';
import { useEffect, useState } from 'react';
import type { DocumentRow } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { movePages, pagesWords } from '../reading/page-changes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Which document of the inbox pages go to: by typing part of its title, Enter moves them. */
export function MovePagesDialog(props: {
  readonly from: DocumentRow;
  readonly pages: ReadonlySet<number>;
  readonly load: () => Promise<readonly DocumentRow[]>;
  readonly onClose: () => void;
}) {
  const { from, pages, load } = props;
  const [rows, setRows] = useState<readonly DocumentRow[]>([]);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  useEffect(() => {
    void load().then((found) => setRows(found.filter(({ id }) => id !== from.id)));
  }, [load, from.id]);
  const wanted = text.trim().toLowerCase();
  const shown = rows
    .filter(({ title, pageState }) => pageState === 'ready' && title.toLowerCase().includes(wanted))
    .slice(0, 100);
  const move = (row: DocumentRow | undefined): void => {
    if (!row) return;
    props.onClose();
    void movePages(from.id, pages, row);
  };
  const step = (by: number): void =>
    setActive(Math.min(shown.length - 1, Math.max(0, active + by)));
  return (
    <Dialog
      title={t('intake.moveTitle', { pages: pagesWords(pages) })}
      width={520}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            data-default
            disabled={shown.length === 0}
            onClick={() => move(shown[active])}
          >
            {t('intake.moveYes')}
          </Button>
        </>
      }
    >
      <Input
        data-autofocus
        value={text}
        aria-label={t('intake.moveFind')}
        placeholder={t('intake.moveFind')}
        role="combobox"
        aria-expanded
        aria-controls="move-list"
        aria-activedescendant={shown[active] ? `move-${active}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (composing(event)) return;
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Enter') move(shown[active]);
          else return;
          event.preventDefault();
        }}
      />
      <div className="palette" role="listbox" id="move-list" aria-label={t('intake.moveFind')}>
        {shown.map((row, index) => (
          <div
            key={row.id}
            id={`move-${index}`}
            role="option"
            aria-selected={index === active}
            className="palette-row"
            onMouseMove={() => setActive(index)}
            onClick={() => move(row)}
          >
            <span className="m-cut">{row.title}</span>
            <span className="m-muted">{t('intake.pagesOf', { count: row.pages })}</span>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
