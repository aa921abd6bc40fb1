import type { control as english } from '../en/control';

export const control: typeof english = {
  needs: { editor: '需要編輯者（editor）角色', admin: '需要管理員（admin）角色' },
  pause: '暫停',
  pauseOf: (name) => `暫停 ${name}`,
  pausing: (name) => `${name} 會在這個週期結束後暫停`,
  paused: (name) => `${name} 已暫停`,
  resume: '繼續',
  resumeOf: (name) => `繼續 ${name}`,
  resumed: (name) => `有空閒的工作節點時 ${name} 會繼續`,
  retry: '重試',
  retryFrom: { newest: '從最新的檢查點', best: '從最佳週期的檢查點', start: '從頭開始' },
  newest: (epoch) => `從最新的檢查點（第 ${epoch} 週期）`,
  retried: (name) => `${name} 已重新加入佇列`,
  extend: {
    keep: '維持原狀',
    button: '延長',
    title: (name) => `為 ${name} 增加週期`,
    text: (epochs) => `它會作為同一個訓練，從最新的檢查點繼續；目前已訓練 ${epochs} 個週期。在新的結果產生之前，原有的模型與分析都會保留。`,
    epochs: '增加的週期數',
    schedule: '它的學習率取決於週期總數：以新的總數計算會再次上升，因此結果與一開始就訓練這麼多週期的不同。',
    done: (name) => `${name} 已加入佇列以訓練更多週期`,
  },
  clone: {
    button: '複製',
    name: (run) => `${run}（已更改）`,
    filled: (run) => `內容取自 ${run}，可以任意更改。`,
  },
  state: {
    paused: (epochs) => (epochs === 0 ? '在第一個週期之前暫停' : `已在 ${epochs} 個週期後暫停`),
    pausedHint: '它保留在佇列中的位置，繼續時會從最新的檢查點開始。',
    pausing: '暫停中',
    pausingHint: '工作節點會完成這個週期、儲存檢查點，然後交回這個訓練。',
  },
};
