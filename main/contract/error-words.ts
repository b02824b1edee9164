import type { ErrorCode, ErrorDetails } from './errors.ts';

type Words = (details: ErrorDetails) => string;
const at = (details: ErrorDetails, key: string): string => {
  const value = details[key];
  return value === undefined || value === null ? '' : String(value);
};
const named = (details: ErrorDetails, zh: string): string => {
  const name = at(details, 'name') || at(details, 'path');
  return name === '' ? zh : `${zh}：${name}`;
};
const namedEn = (details: ErrorDetails, en: string): string => {
  const name = at(details, 'name') || at(details, 'path');
  return name === '' ? en : `${en}: ${name}`;
};
const holder = (details: ErrorDetails): string =>
  [at(details, 'user'), at(details, 'host')].filter((part) => part !== '').join('@');

const words: Readonly<Record<ErrorCode, readonly [zh: string | Words, en: string | Words]>> = {
  'bad-request': ['请求的内容不对', 'The request is malformed'],
  'unknown-call': ['没有这个功能', 'There is no such call'],
  'not-allowed': ['这里不允许这样做', 'Not allowed here'],
  'not-yet': ['这个功能还没有做好', 'This is not there yet'],
  cancelled: ['已取消', 'Cancelled'],
  internal: ['程序内部出错', 'Something went wrong inside the program'],
  'archive-not-found': [
    (d) => named(d, '这里没有档案库'),
    (d) => namedEn(d, 'There is no archive here'),
  ],
  'archive-exists': [
    (d) => named(d, '这里已经有一个档案库'),
    (d) => namedEn(d, 'There is an archive here already'),
  ],
  'archive-held': [
    (d) => `档案库正在使用：${holder(d)}（进程 ${at(d, 'process')}）`,
    (d) => `The archive is in use by ${holder(d)} (process ${at(d, 'process')})`,
  ],
  'archive-read-only': [
    '档案库是只读的，没有改动',
    'The archive is read-only; nothing was changed',
  ],
  'archive-from-future': [
    '档案库由更新版本的程序建立，请用新版本打开',
    'The archive was made by a newer version of the program; open it with that',
  ],
  'archive-damaged': [
    (d) => named(d, '目录库损坏，文件原样未动，可从备份恢复'),
    (d) => namedEn(d, 'The catalogue is damaged and was left as it is; restore a backup'),
  ],
  'folder-not-empty': [
    (d) => named(d, '文件夹不是空的'),
    (d) => namedEn(d, 'The folder is not empty'),
  ],
  'folder-not-writable': [
    (d) => named(d, '文件夹不能写入'),
    (d) => namedEn(d, 'The folder cannot be written to'),
  ],
  empty: ['文件是空的，0 字节', 'The file is empty'],
  unreadable: ['文件打不开，可能已损坏', 'The file does not open; it may be damaged'],
  locked: ['文件有密码', 'The file has a password'],
  'wrong-password': ['密码不对', 'The password is wrong'],
  'source-missing': ['来源文件找不到了', 'The source file is gone'],
  'source-changed': ['来源文件在导入时变了', 'The source file changed while it was imported'],
  'no-permission': ['没有读取权限', 'No permission to read it'],
  'disk-full': ['磁盘已满', 'The disk is full'],
  'name-too-long': ['文件名太长', 'The name is too long'],
  'too-large': ['文件太大，超出程序能处理的范围', 'The file is larger than the program can take'],
  'not-a-file': ['不是文件', 'Not a file'],
  'reader-missing': ['识读程序不完整，无法识读', 'The reading engine is incomplete'],
  'worker-died': ['处理这个文件时出错中断', 'Processing this file broke off'],
  'worker-timeout': ['处理这个文件超时', 'Processing this file took too long'],
  'original-missing': [(d) => named(d, '原件不见了'), (d) => namedEn(d, 'The original is missing')],
  'original-damaged': [
    (d) => named(d, '原件与登记的校验值不符'),
    (d) => namedEn(d, 'The original no longer matches its hash'),
  ],
  'no-such-document': [
    (d) => `没有编号 ${at(d, 'id')} 的文件`,
    (d) => `No document ${at(d, 'id')}`,
  ],
  'no-such-category': [
    (d) => `没有这个分类 ${at(d, 'name') || at(d, 'id')}`,
    (d) => `No such category ${at(d, 'name') || at(d, 'id')}`,
  ],
  'no-such-checklist': [
    (d) => named(d, '没有这个测评体系'),
    (d) => namedEn(d, 'No such checklist'),
  ],
  'no-such-item': [
    (d) => `没有这个测评项 ${at(d, 'code') || at(d, 'id')}`,
    (d) => `No such item ${at(d, 'code') || at(d, 'id')}`,
  ],
  'no-such-slot': ['没有这项材料要求', 'No such slot'],
  'no-such-link': ['这条佐证已经不在了', 'This proof is no longer there'],
  'no-such-mark': ['这处划线已经不在了', 'This marked passage is no longer there'],
  'no-such-search': ['这个保存的检索已经不在了', 'This saved search is no longer there'],
  'no-such-tag': [
    (d) => `没有这个标签 ${at(d, 'name') || at(d, 'id')}`,
    (d) => `No such tag ${at(d, 'name') || at(d, 'id')}`,
  ],
  'no-such-binder': ['没有这本迎检册', 'No such binder'],
  'no-such-operation': [
    (d) => `没有第 ${at(d, 'operation')} 号操作`,
    (d) => `No operation ${at(d, 'operation')}`,
  ],
  'no-such-import': ['没有这次导入', 'No such import'],
  'no-such-job': ['没有这项工作', 'No such job'],
  'no-such-page': ['没有这一页', 'No such page'],
  'no-page-left': ['一件文件至少要留一页', 'A document keeps at least one page'],
  'state-secret': [
    '标有绝密、机密或秘密，不能归档',
    'Marked 绝密, 机密 or 秘密: it cannot be filed',
  ],
  'name-taken': [
    (d) => `“${at(d, 'name')}”已经有了，换一个名称`,
    (d) => `“${at(d, 'name')}” is taken; choose another name`,
  ],
  'invalid-value': [
    (d) => `${at(d, 'field')} 的值不对：${at(d, 'value')}`,
    (d) => `Invalid value for ${at(d, 'field')}: ${at(d, 'value')}`,
  ],
  'category-cycle': [
    (d) => `分类“${at(d, 'name')}”不能放到自己下面`,
    (d) => `Category “${at(d, 'name')}” cannot go below itself`,
  ],
  'item-cycle': ['测评项不能放到自己下面', 'An item cannot go below itself'],
  'already-linked': ['这项材料要求已经有这份佐证', 'The slot has this proof already'],
  'nothing-to-undo': ['没有可以撤销的操作', 'Nothing to undo'],
  'nothing-to-redo': ['没有可以重做的操作', 'Nothing to redo'],
  'undo-conflict': [
    '之后又有改动，不能撤销这项操作；没有改动任何内容',
    'Later changes stand in the way; nothing was undone',
  ],
  'undo-across-migration': [
    '这项操作在程序升级之前，不能再撤销',
    'This was done before an upgrade and can no longer be undone',
  ],
  'not-in-trash': ['只能彻底删除回收站里的文件', 'Only documents in the trash can be destroyed'],
  'sheet-old': [
    '这是旧版 .xls 表格，请在 Excel 或 WPS 里另存为 .xlsx 再导入',
    'This is an old .xls sheet; save it as .xlsx in Excel or WPS and import that',
  ],
  'sheet-locked': [
    '表格有密码，请在 Excel 或 WPS 里去掉密码，另存为 .xlsx 再导入',
    'The sheet has a password; remove it in Excel or WPS, save as .xlsx and import that',
  ],
  'not-a-sheet': [
    (d) =>
      `${named(d, '这不是测评体系表格（.xlsx、.csv 或本程序导出的 .json）')}${at(d, 'at') === '' ? '' : `（${at(d, 'at')}）`}`,
    (d) =>
      `${namedEn(d, 'Not a checklist sheet (.xlsx, .csv, or .json exported by this program)')}${at(d, 'at') === '' ? '' : ` (${at(d, 'at')})`}`,
  ],
  'sheet-unclear': [
    (d) => `表格里有 ${at(d, 'count')} 处不清楚，没有导入：${at(d, 'what')}`,
    (d) =>
      `${at(d, 'count')} places in the sheet are unclear; nothing was imported: ${at(d, 'what')}`,
  ],
  'no-such-sheet': [
    '这张表的预览已经过期，请重新选择文件',
    'The preview of this sheet has expired; choose the file again',
  ],
  'nothing-to-bind': ['没有可以装订的文件', 'There is nothing to bind'],
  'target-too-small': [
    '这个磁盘放不下这么大的单个文件：导出到 NTFS 或 exFAT 格式的磁盘，或分成几册',
    'The disk cannot hold a single file this large: export to one formatted as NTFS or exFAT, or bind several volumes',
  ],
  'target-not-writable': [
    (d) => named(d, '目标位置不能写入'),
    (d) => namedEn(d, 'The target cannot be written to'),
  ],
};

/** What happened, in one line, for the command line and for reports. */
export function errorWords(
  code: ErrorCode,
  details: ErrorDetails,
  language: 'zh-CN' | 'en',
): string {
  const [zh, en] = words[code];
  const chosen = language === 'en' ? en : zh;
  return typeof chosen === 'string' ? chosen : chosen(details);
}
