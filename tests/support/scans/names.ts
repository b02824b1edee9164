/** A name from outside that has hurt some program, and why. */
export interface HostileName {
  readonly name: string;
  readonly why: string;
  /** The name can exist as a file on Linux (uploads may carry any of them as text). */
  readonly creatable: boolean;
}

const longChinese = `${'清'.repeat(83)}.pdf`;

export const hostileNames: readonly HostileName[] = [
  { name: '../../越界.pdf', why: 'climbs out of its folder', creatable: false },
  { name: '..\\..\\越界.pdf', why: 'climbs out on Windows', creatable: true },
  { name: '/etc/清河.pdf', why: 'absolute path', creatable: false },
  { name: 'C:\\Windows\\清河.pdf', why: 'drive path', creatable: true },
  { name: '\\\\server\\share\\清河.pdf', why: 'network path', creatable: true },
  { name: '..', why: 'parent folder', creatable: false },
  { name: '.', why: 'this folder', creatable: false },
  { name: '', why: 'no name', creatable: false },
  { name: '.pdf', why: 'extension only', creatable: true },
  { name: 'CON', why: 'reserved on Windows', creatable: true },
  { name: 'NUL.pdf', why: 'reserved with any extension', creatable: true },
  { name: 'com1.清单.pdf', why: 'reserved before the first dot', creatable: true },
  { name: 'LPT¹.pdf', why: 'superscript digits are reserved too', creatable: true },
  { name: '通知.pdf.', why: 'final dot is dropped by Windows', creatable: true },
  { name: '通知.pdf ', why: 'final space is dropped by Windows', creatable: true },
  { name: ' 通知.pdf', why: 'leading space', creatable: true },
  { name: longChinese, why: '253 bytes and 87 characters', creatable: true },
  { name: `${'清'.repeat(84)}.pdf`, why: '256 bytes: one too many for ext4', creatable: false },
  { name: `${'长'.repeat(250)}.pdf`, why: 'fits Windows, not Linux', creatable: false },
  { name: '环境整治😀👨‍👩‍👧‍👦.jpg', why: 'emoji with joiners', creatable: true },
  { name: "=cmd|' /C calc'!A0.pdf", why: 'formula in a spreadsheet cell', creatable: false },
  { name: '=cmd|calc!A0.pdf', why: 'formula in a spreadsheet cell', creatable: true },
  { name: '+1+1.pdf', why: 'formula', creatable: true },
  { name: '@SUM(1,1).pdf', why: 'formula', creatable: true },
  { name: '第一行\n第二行.pdf', why: 'newline', creatable: true },
  { name: '制表\t符.pdf', why: 'tab', creatable: true },
  {
    name: '照片\u202Efdp.exe',
    why: 'right-to-left override disguises the extension',
    creatable: true,
  },
  { name: '零宽\u200B空格.pdf', why: 'invisible character', creatable: true },
  { name: 'e\u0301tude 方案.pdf', why: 'decomposed accent', creatable: true },
  { name: '清河\u0000.pdf', why: 'NUL ends C strings', creatable: false },
  { name: '\ud800孤立.pdf', why: 'lone surrogate', creatable: false },
  { name: '问号?星号*.pdf', why: 'forbidden on Windows', creatable: true },
  { name: '<script>alert(1)</script>.pdf', why: 'markup', creatable: false },
  { name: '<img src=x onerror=alert(1)>.pdf', why: 'markup', creatable: true },
  { name: '%2e%2e%2f通知.pdf', why: 'percent-encoded climb', creatable: true },
  { name: '-rf 通知.pdf', why: 'looks like an option', creatable: true },
  { name: '$(reboot)`id`.pdf', why: 'shell substitution', creatable: true },
  { name: "'; DROP TABLE documents; --.pdf", why: 'SQL', creatable: true },
  { name: '通知.pdf:stream', why: 'alternate data stream', creatable: true },
  { name: 'desktop.ini', why: 'system file', creatable: true },
  { name: '~$通知.docx', why: 'lock file of an office program', creatable: true },
  { name: '.DS_Store', why: 'left by a Mac', creatable: true },
];
