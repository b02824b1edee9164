import { Select } from 'antd';
import type { Tag as TagRow } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Tag, TagSwatch } from '../ui/marks.tsx';

/** Tags of a document: known ones to choose, new ones by typing. */
export function TagsControl(props: {
  readonly id: string;
  readonly tags: readonly TagRow[];
  readonly all: readonly TagRow[];
  readonly disabled: boolean;
  readonly onChange: (add: readonly string[], remove: readonly string[]) => void;
}) {
  const names = props.tags.map((tag) => tag.name);
  const colorOf = (name: string): string =>
    props.all.find((tag) => tag.name === name)?.color ?? 'slate';
  return (
    <Select<string[]>
      id={props.id}
      mode="tags"
      className="inbox-control"
      value={names}
      placeholder={t('intake.addTag')}
      disabled={props.disabled}
      suffixIcon={null}
      options={props.all.map((tag) => ({ value: tag.name, label: tag.name, color: tag.color }))}
      optionRender={(option) => (
        <span className="inbox-tag-option">
          <TagSwatch color={colorOf(String(option.value))} />
          {option.label}
        </span>
      )}
      tagRender={({ value, onClose, closable }) => (
        <Tag
          name={String(value)}
          color={colorOf(String(value))}
          {...(closable ? { onRemove: () => onClose() } : {})}
        />
      )}
      onChange={(next) =>
        props.onChange(
          next.map((name) => name.trim()).filter((name) => name !== '' && !names.includes(name)),
          names.filter((name) => !next.includes(name)),
        )
      }
    />
  );
}
