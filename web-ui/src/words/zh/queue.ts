import type { queue as english } from '../en/queue';

export const queue: typeof english = {
  title: '佇列',
  below: (waiting, paused, workers) => `${waiting} 個訓練等候中，${paused} 個已暫停，${workers} 個運作中的工作節點`,
  first: (shown) => `只顯示前 ${shown} 個。`,
  empty: '沒有等候中的訓練',
  emptyHint: '加入佇列的訓練會顯示在這裡，直到工作節點取走。',
  label: '等候中的訓練',
  pausedTitle: '已暫停',
  head: { place: '#', run: '訓練', experiment: '實驗', priority: '優先序', reason: '等候原因', start: '預計開始', actions: '動作' },
  earlier: (name) => `提高 ${name} 的優先序`,
  later: (name) => `降低 ${name} 的優先序`,
  now: '立即',
  within: (duration) => `約 ${duration} 後`,
  unknown: '未知',
  unknownHint: '這個實驗以及相同網路與資料集都還沒有完成的訓練，或不知道何時會有空閒的名額。',
};
