import type { organise as english } from '../en/organise';

export const organise: typeof english = {
  edit: '編輯',
  title: (name) => `編輯 ${name}`,
  close: '關閉',
  name: '名稱',
  tags: '標籤',
  tagsHint: "例如 paper 或 phase=a，每個以 Enter 確認。以 tags.phase = 'a' 可找到訓練。",
  note: '備註',
  priority: '優先序',
  maxRunning: '同時訓練數',
  maxRunningHint: '同時訓練的數目上限。留空表示不限。',
  priorityHint: '數字較大的訓練先執行。',
  archived: '封存',
  archivedHint: '除非特別要求，列表中不顯示。',
  isArchived: '已封存',
  star: (name) => `為 ${name} 加星號`,
  save: '儲存',
  cancel: '取消',
  showArchived: '顯示已封存的實驗',
};
