import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

interface BulkBarProps {
  readonly count: number;
  readonly onTag: () => void;
  readonly onCategory: () => void;
  readonly onYear: () => void;
  readonly onMore: () => void;
  readonly onBinder: () => void;
  readonly onTrash: () => void;
  readonly onClear: () => void;
}

/** What can be done with several documents at once; stands under the list. */
export function BulkBar(props: BulkBarProps): React.ReactElement {
  return (
    <div
      className="catalog-bulkbar"
      role="toolbar"
      aria-label={t('catalog.several', { count: props.count })}
    >
      <div className="catalog-bulkbar-head">
        <strong>{t('catalog.several', { count: props.count })}</strong>
        <Button look="link" onClick={props.onClear}>
          {t('catalog.clearSelection')}
        </Button>
      </div>
      <Button onClick={props.onTag}>{t('catalog.bulkTag')}</Button>
      <Button onClick={props.onCategory}>{t('catalog.bulkCategory')}</Button>
      <Button onClick={props.onYear}>{t('catalog.bulkYear')}</Button>
      <Button onClick={props.onMore}>{t('catalog.bulkMore')}</Button>
      <Button onClick={props.onBinder}>{t('catalog.bulkBinder')}</Button>
      <Button onClick={props.onTrash}>{t('catalog.bulkTrash')}</Button>
    </div>
  );
}
