import type { ChecklistDraft, DraftItem } from '../contract/checklist.ts';

const example = (item: Partial<DraftItem>): DraftItem => ({
  depth: 0,
  code: '',
  title: '',
  requirement: '',
  notes: '示例，填写时删去',
  method: '',
  score: null,
  isNegative: false,
  window: null,
  slots: [],
  departments: [],
  leader: null,
  person: null,
  due: null,
  ...item,
});

/** What the template holds: a project and one standard below it, to be written over. */
export const templateDraft: ChecklistDraft = {
  name: '测评体系模板',
  window: { from: null, to: null },
  items: [
    example({ code: 'Ⅰ', title: '组织领导' }),
    example({
      depth: 1,
      code: 'Ⅰ-1',
      title: '建立创建工作领导小组',
      requirement: '领导小组调整及时，每季度研究创建工作不少于一次。',
      method: '材料审核',
      score: 200,
      slots: [
        { kind: '规范文件', need: 1, hint: '领导小组成立或调整的文件', wordLimit: null },
        { kind: '说明报告', need: 1, hint: '', wordLimit: 500 },
        { kind: '实景图片', need: 3, hint: '专题会议', wordLimit: null },
      ],
      departments: ['党政办公室', '宣传办公室'],
      due: '2024-06-30',
    }),
  ],
};
