import { t } from '../i18n/index.ts';
import { meterCells } from './item-lines.ts';

/** More cells than these become a bar. */
const mostCells = 6;

/** How far a slot is: filled, hatched (there, not counted), dashed; always with its figures. */
export function SlotMeter(props: {
  readonly have: number;
  readonly need: number;
  readonly links: number;
}): React.ReactElement {
  const { have, need } = props;
  const { full, hatched, empty } = meterCells(props);
  return (
    <span className="slot-meter">
      {need > mostCells ? (
        <span className="slot-bar" aria-hidden>
          <i style={{ width: `${(full / need) * 100}%` }} />
          <i className="slot-bar-hatched" style={{ width: `${(hatched / need) * 100}%` }} />
        </span>
      ) : (
        <span className="slot-cells" aria-hidden>
          {cells(full, 'full')}
          {cells(hatched, 'hatched')}
          {cells(empty, 'empty')}
        </span>
      )}
      <b>
        {have}/{need}
      </b>
      {hatched > 0 && <span className="m-sr">{t('checklist.notCounted', { count: hatched })}</span>}
    </span>
  );
}

const cells = (count: number, look: string): React.ReactElement[] =>
  Array.from({ length: count }, (_, index) => (
    <i key={`${look} ${index}`} className={`slot-cell slot-cell-${look}`} />
  ));
