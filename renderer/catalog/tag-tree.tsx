import { useState } from 'react';
import { tagColors, type CatalogTree } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { useContextMenu, type MenuItems } from '../ui/context-menu.tsx';
import { TagSwatch } from '../ui/marks.tsx';
import { TreeRow as Row } from '../ui/rows.tsx';
import { change } from './actions.ts';
import { addTag, removeTag, renameTag } from './category-changes.ts';
import { NameInput } from './name-input.tsx';
import type { TreeQuestion } from './tree-dialogs.tsx';
import type { TreeScope } from './tree-model.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { colorName } from './words.ts';

type TagCount = CatalogTree['tags'][number];

interface TagTreeProps {
  readonly tags: readonly TagCount[];
  readonly scope: TreeScope;
  /** `adds`: besides what is chosen already. */
  readonly onScope: (scope: TreeScope, adds: boolean) => void;
  readonly canChange: boolean;
  readonly adding: boolean;
  readonly onAdding: (adding: boolean) => void;
  readonly onQuestion: (question: TreeQuestion) => void;
}

const rowId = (tag: TagCount): string => `catalog-tag-${tag.id}`;

/** All tags with their counts; renamed, coloured, merged and removed in place. */
export function TagTree(props: TagTreeProps): React.ReactElement {
  const { tags, scope, canChange } = props;
  const [renaming, setRenaming] = useState<number | null>(null);
  const contextMenu = useContextMenu();
  const rows = tags.map((tag) => ({ key: String(tag.id), level: 0, tag }));

  const menuFor = (tag: TagCount): MenuItems => [
    { key: 'rename', label: t('catalog.rename'), extra: 'F2', onClick: () => setRenaming(tag.id) },
    {
      key: 'color',
      label: t('catalog.color'),
      children: tagColors.map((color) => ({
        key: color,
        label: colorName(color),
        icon: <TagSwatch color={color} />,
        onClick: () =>
          void change('tag.change', { id: tag.id, color }, () =>
            t('catalog.tagColored', { name: tag.name }),
          ),
      })),
    },
    {
      key: 'merge',
      label: t('catalog.mergeInto'),
      disabled: tags.length < 2,
      onClick: () => props.onQuestion({ kind: 'merge-tag', tag }),
    },
    { type: 'divider' },
    {
      key: 'remove',
      label: t('catalog.removeTag'),
      extra: 'Del',
      onClick: () => void removeTag(tag),
    },
  ];

  const keys = useTreeKeys(rows, {
    toggle: () => undefined,
    choose: ({ tag }, event) => props.onScope({ tags: [tag.id] }, event.ctrlKey || event.metaKey),
    other: ({ tag }, event) => {
      if (!canChange) return;
      if (event.key === 'F2') setRenaming(tag.id);
      else if (event.key === 'Delete') void removeTag(tag);
      else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
        contextMenu.openAt(document.getElementById(rowId(tag)), menuFor(tag));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
  const active = tags[keys.active];

  return (
    <>
      {props.adding && (
        <div className="catalog-tree-new">
          <NameInput
            start=""
            label={t('catalog.newTagName')}
            onDone={(name) => {
              props.onAdding(false);
              if (name) void addTag(name);
            }}
          />
        </div>
      )}
      {tags.length === 0 ? (
        !props.adding && <p className="catalog-tree-note">{t('catalog.noTags')}</p>
      ) : (
        <div
          className="catalog-tree"
          role="tree"
          tabIndex={0}
          aria-label={t('catalog.tags')}
          aria-activedescendant={active ? rowId(active) : undefined}
          onKeyDown={keys.onKeyDown}
        >
          {tags.map((tag, index) => (
            <Row
              key={tag.id}
              id={rowId(tag)}
              level={0}
              icon={<TagSwatch color={tag.color} />}
              name={
                renaming === tag.id ? (
                  <NameInput
                    start={tag.name}
                    label={t('catalog.newTagName')}
                    onDone={(name) => {
                      setRenaming(null);
                      if (name) void renameTag(tag.id, name);
                    }}
                  />
                ) : (
                  tag.name
                )
              }
              count={tag.documents.toLocaleString('en-US')}
              selected={scope.tags?.includes(tag.id) ?? false}
              active={index === keys.active}
              muted={tag.documents === 0}
              onPress={(event) => {
                keys.setActive(index);
                props.onScope({ tags: [tag.id] }, event.ctrlKey || event.metaKey);
              }}
              {...(canChange
                ? {
                    onContextMenu: (event: React.MouseEvent) => {
                      event.preventDefault();
                      keys.setActive(index);
                      contextMenu.open(event, menuFor(tag));
                    },
                  }
                : {})}
            />
          ))}
        </div>
      )}
      {contextMenu.menu}
    </>
  );
}
