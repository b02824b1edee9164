import { Select } from 'antd';
import { useState } from 'react';
import type { CatalogTree, Category, CategoryId, TagId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { documentsIn, mergeCategory, mergeTag, moveCategory } from './category-changes.ts';
import type { CategoryPlace } from './category-place.ts';
import { CategoryPicker } from './category-picker.tsx';
import { categoryAndBelow } from './tree-model.ts';

/** What the tree asks about before it can be done. */
export type TreeQuestion =
  | { readonly kind: 'move' | 'merge'; readonly category: Category }
  | { readonly kind: 'merge-tag'; readonly tag: CatalogTree['tags'][number] };

interface QuestionProps {
  readonly tree: CatalogTree;
  readonly onClose: () => void;
}

export function TreeQuestionDialog({
  question,
  ...rest
}: QuestionProps & { readonly question: TreeQuestion }): React.ReactElement {
  switch (question.kind) {
    case 'move':
      return <MoveDialog category={question.category} {...rest} />;
    case 'merge':
      return <MergeDialog category={question.category} {...rest} />;
    case 'merge-tag':
      return <MergeTagDialog tag={question.tag} {...rest} />;
  }
}

interface FrameProps {
  readonly title: string;
  readonly yes: string;
  readonly ready: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

function QuestionFrame(props: FrameProps): React.ReactElement {
  return (
    <Dialog
      title={props.title}
      width={460}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" data-default disabled={!props.ready} onClick={props.onYes}>
            {props.yes}
          </Button>
        </>
      }
    >
      <div className="catalog-question">{props.children}</div>
    </Dialog>
  );
}

function MoveDialog({
  tree,
  category,
  onClose,
}: QuestionProps & { readonly category: Category }): React.ReactElement {
  const [parent, setParent] = useState<CategoryId | null | undefined>(undefined);
  const move = (): void => {
    if (parent === undefined) return;
    const position = tree.categories.filter((each) => each.parentId === parent).length;
    const place: CategoryPlace = { parentId: parent, position };
    void moveCategory(category, place);
    onClose();
  };
  return (
    <QuestionFrame
      title={t('catalog.moveTitle', { name: category.name })}
      yes={t('catalog.move')}
      ready={parent !== undefined && parent !== category.parentId}
      onYes={move}
      onClose={onClose}
    >
      <CategoryPicker
        categories={tree.categories}
        value={parent}
        onChange={setParent}
        noneLabel={t('catalog.topLevel')}
        without={categoryAndBelow(tree.categories, category.id)}
        label={t('catalog.target')}
      />
    </QuestionFrame>
  );
}

function MergeDialog({
  tree,
  category,
  onClose,
}: QuestionProps & { readonly category: Category }): React.ReactElement {
  const [into, setInto] = useState<CategoryId | null | undefined>(undefined);
  const target = tree.categories.find(({ id }) => id === into);
  const merge = (): void => {
    if (!target) return;
    void mergeCategory(tree, category, target);
    onClose();
  };
  return (
    <QuestionFrame
      title={t('catalog.mergeTitle', { name: category.name })}
      yes={t('catalog.merge')}
      ready={target !== undefined}
      onYes={merge}
      onClose={onClose}
    >
      <p>
        {t('catalog.mergeBody', {
          name: category.name,
          count: documentsIn(tree, category.id),
        })}
      </p>
      <CategoryPicker
        categories={tree.categories}
        value={into}
        onChange={setInto}
        without={categoryAndBelow(tree.categories, category.id)}
        label={t('catalog.target')}
      />
    </QuestionFrame>
  );
}

function MergeTagDialog({
  tree,
  tag,
  onClose,
}: QuestionProps & { readonly tag: CatalogTree['tags'][number] }): React.ReactElement {
  const [into, setInto] = useState<TagId | null>(null);
  const target = tree.tags.find(({ id }) => id === into);
  const merge = (): void => {
    if (!target) return;
    void mergeTag(tag, target);
    onClose();
  };
  return (
    <QuestionFrame
      title={t('catalog.mergeTagTitle', { name: tag.name })}
      yes={t('catalog.merge')}
      ready={target !== undefined}
      onYes={merge}
      onClose={onClose}
    >
      <p>{t('catalog.mergeTagBody', { name: tag.name, count: tag.documents })}</p>
      <Select
        className="catalog-picker"
        aria-label={t('catalog.target')}
        placeholder={t('catalog.tags')}
        showSearch={{ optionFilterProp: 'label' }}
        options={tree.tags
          .filter(({ id }) => id !== tag.id)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={into}
        onChange={setInto}
      />
    </QuestionFrame>
  );
}
