import { GripVertical } from 'lucide-react';
import type { DragEvent, MouseEvent } from 'react';
import type { Proof } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { iconProps, Trouble } from '../ui/marks.tsx';
import { Thumbnail } from '../ui/rows.tsx';
import { proofKey } from './item-lines.ts';
import { flagWords, pagesWords } from './words.ts';

interface ProofRowProps {
  readonly proof: Proof;
  readonly active: boolean;
  readonly canChange: boolean;
  readonly dropAt: 'before' | 'after' | null;
  readonly onPress: () => void;
  readonly onOpen: () => void;
  readonly onMenu: (event: MouseEvent) => void;
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  readonly onDragEnd: () => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
}

/** One proof: handle, first page in small, title, what is marked, its trouble, number and date. */
export function ProofRow(props: ProofRowProps): React.ReactElement {
  const { proof, active, canChange } = props;
  const { document } = proof;
  return (
    <div
      id={proofKey(proof.id)}
      className="proof-row"
      role="treeitem"
      aria-level={2}
      aria-selected={active}
      data-active={active}
      data-drop={props.dropAt ?? undefined}
      data-counts={proof.counts}
      draggable={canChange}
      onMouseDown={(event) => {
        if (event.button === 0) props.onPress();
      }}
      onDoubleClick={props.onOpen}
      onContextMenu={props.onMenu}
      onDragStart={props.onDragStart}
      onDragOver={props.onDragOver}
      onDragEnd={props.onDragEnd}
      onDrop={props.onDrop}
    >
      <GripVertical
        {...iconProps}
        size={14}
        className={canChange ? 'proof-grip' : 'proof-grip proof-grip-off'}
      />
      <Thumbnail address={document.thumbnail} state={document.pageState} width={20} />
      <span className="proof-title m-cut" title={document.title}>
        {document.title}
      </span>
      {proof.note !== null && (
        <span className="proof-note m-cut" title={proof.note}>
          {proof.note}
        </span>
      )}
      <span className="proof-facts">
        {proof.amount > 1 && <span>{t('checklist.amountOf', { count: proof.amount })}</span>}
        {proof.pages !== null && proof.pages.length > 0 && <span>{pagesWords(proof.pages)}</span>}
        {markWords(proof).map((words) => (
          <span key={words} className="proof-marked">
            {words}
          </span>
        ))}
        {flagWords(proof).map((words) => (
          <Trouble key={words}>{words}</Trouble>
        ))}
        {document.referenceNumber !== null && <span>{document.referenceNumber}</span>}
        {document.date !== null && <span>{document.date}</span>}
      </span>
    </div>
  );
}

/** 第 2 页划线 3 行, a page each; beyond two pages how many there are. */
function markWords({ marks }: Proof): readonly string[] {
  const pages = new Map<number, number>();
  for (const { n, lines } of marks) {
    if (n !== null) pages.set(n, (pages.get(n) ?? 0) + lines.length);
  }
  if (pages.size > 2) return [t('checklist.markedPages', { count: pages.size })];
  return [...pages]
    .toSorted(([a], [b]) => a - b)
    .map(([n, count]) => t('checklist.markedLines', { n: String(n), count }));
}
