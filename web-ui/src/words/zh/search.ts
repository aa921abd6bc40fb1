import type * as english from '../en/search';

export const search: typeof english.search = {
  label: '訓練的篩選條件',
  placeholder: "例如 metrics.test_accuracy > 0.9 AND status = 'completed'",
  clear: '清除篩選條件',
  completions: '接下來可以輸入的內容',
  put: (meant) => `改為 ${meant}`,
  kinds: { metric: '指標', parameter: '參數', tag: '標籤', attribute: '訓練屬性', comparison: '比較', value: '值', connective: '且、或' },
  fitting: (fitting, runs) => `${runs} 個中有 ${fitting} 個符合`,
};

export const runList: typeof english.runList = {
  title: '訓練',
  label: '所有實驗的訓練',
  none: '沒有符合的訓練',
  noneHint: '請修改或清除篩選條件。',
  nothing: '還沒有訓練',
  nothingHint: '將實驗加入佇列後，訓練就會出現在這裡。',
};
