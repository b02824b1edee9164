import type { CSSProperties } from 'react';
import type { LineBox, PageInfo } from '../../main/contract/index.ts';
import { boundsOf, type PageBox } from './box-geometry.ts';

/** Room a label needs at the left of its box, as a share of the page's width. */
const labelShare = 0.11;

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`;

const place = (box: LineBox, page: PageInfo): CSSProperties => ({
  left: percent(box.xUm, page.widthUm),
  top: percent(box.yUm, page.heightUm),
  width: percent(box.widthUm, page.widthUm),
  height: percent(box.heightUm, page.heightUm),
  transform: `rotate(${box.angle}deg)`,
});

/** The layer of boxes over a page. Shares of the page's size, so that it fits at every zoom. */
export function PageBoxes(props: {
  readonly page: PageInfo;
  readonly boxes: readonly PageBox[];
}): React.ReactElement | null {
  const { page, boxes } = props;
  if (page.widthUm <= 0 || page.heightUm <= 0 || boxes.length === 0) return null;
  return (
    <div className="reading-boxes" aria-hidden="true">
      {boxes.map(({ key, box, kind }) => (
        <div
          key={key}
          className={`reading-box reading-box-${kind}`}
          data-box={key}
          style={place(box, page)}
        />
      ))}
      {boxes.map(({ key, box, label }) =>
        label === undefined ? null : (
          <BoxLabel key={`${key} label`} box={box} page={page} label={label} />
        ),
      )}
    </div>
  );
}

/** Beside its box and upright, whichever way the line runs. */
function BoxLabel(props: {
  readonly box: LineBox;
  readonly page: PageInfo;
  readonly label: string;
}): React.ReactElement {
  const { box, page, label } = props;
  const around = boundsOf(box);
  const beside = around.left > page.widthUm * labelShare;
  const middle = (around.top + around.bottom) / 2;
  return (
    <span
      className={`reading-box-label ${beside ? 'reading-box-beside' : 'reading-box-above'}`}
      style={{
        left: percent(around.left, page.widthUm),
        top: percent(beside ? middle : around.top, page.heightUm),
      }}
    >
      {label}
    </span>
  );
}
