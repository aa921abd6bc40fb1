import type * as english from '../en/lists';

export const experiments: typeof english.experiments = {
  title: '實驗',
  create: '新增實驗',
  search: '搜尋實驗',
  placeholder: '以名稱或說明搜尋',
  none: (text) => `沒有名為「${text}」的實驗`,
  noneHint: '請搜尋名稱的其他部分，或清除搜尋。',
  older: '顯示較早的實驗',
  first: {
    title: '還沒有實驗',
    action: '從課程的實驗開始',
    text: '實驗是一個問題，以及回答它的數個訓練。先從課程的實驗開始：卷積網路在 MNIST 上是否勝過全連接網路？所有像素打亂後仍然如此嗎？至少要有一個工作節點在執行，才能進行訓練。',
  },
};

export const experiment: typeof english.experiment = {
  title: '實驗',
  queued: (runs, when) => `${runs} 個訓練，於 ${when} 加入佇列`,
  priority: (priority) => `優先序 ${priority}`,
  empty: '這個實驗的所有訓練都已刪除',
  emptyHint: '請加入新的訓練，或刪除這個實驗。',
  runs: '訓練',
  label: '實驗中的訓練',
  chosen: (count) => `已選取 ${count} 個訓練`,
  tick: '勾選訓練即可只比較它們',
  compareAll: (count) => `比較全部 ${count} 個`,
  compareOne: '比較',
  compare: (count) => `比較 ${count} 個`,
  charted: (title, count) => `${title}（前 ${count} 個訓練）`,
  chooseAll: '選取所有訓練',
  choose: (name) => `選取 ${name}`,
  columns: { name: '訓練', status: '狀態', best: (metric) => `最佳${metric}`, last: '最後', duration: '耗時', actions: '動作' },
  remove: {
    button: '刪除',
    title: '要刪除這個實驗嗎？',
    message: (runs, unfinished) => `它的 ${runs} 個訓練會一併刪除：指標、紀錄、檢查點與檔案。此動作無法復原。${unfinished > 0 ? `其中 ${unfinished} 個訓練會先取消。` : ''}`,
    action: '刪除實驗',
    done: (name) => `已刪除 ${name}`,
    later: (name) => `${name} 會在訓練停止後刪除`,
  },
};

export const workers: typeof english.workers = {
  title: '工作節點',
  below: '工作節點取出佇列中的訓練，執行訓練並回報每個週期。',
  none: '還沒有工作節點回報',
  noneBefore: '請以 ',
  noneAfter: ' 啟動一個；第一次回報後就會出現在這裡。在此之前訓練會留在佇列中。',
  head: { name: '工作節點', state: '狀態', device: '裝置', slots: '名額', training: '訓練', load: '負載', seen: '最後回報', version: '版本' },
  states: { live: '運作中', stopping: '停止中', lost: '失聯' },
  busy: (busy, slots) => `${slots} 個名額中使用 ${busy} 個`,
  waiting: '等候中',
  pausing: '暫停中',
  free: (size) => `可用 ${size}`,
  load: (name) => `${name} 的負載`,
};

export const quarantine: typeof english.quarantine = {
  title: '無法讀取的回報',
  stopped: '回報已停止儲存',
  stoppedText: (reason) => `太多回報因同一原因失敗：${reason}。它們仍在 Kafka 中等候，沒有遺失；追蹤伺服器會持續重試。詳情請見其紀錄。`,
  none: '所有回報都能使用。',
  kept: '追蹤伺服器會保留無法使用的回報並繼續運作。原因常是工作節點與追蹤伺服器的版本不同。',
  older: '顯示較早的回報',
  tryAll: '全部再試一次',
  applied: (applied, refused) => `已套用 ${applied} 筆回報，仍有 ${refused} 筆無法套用`,
  where: (partition, offset) => `分割區 ${partition}，位移 ${offset}`,
  size: (bytes, key) => `${bytes} 位元組${key === null ? '' : `，鍵 ${key}`}`,
  head: { at: '時間', where: '位置', reason: '原因', start: '開頭內容', actions: '動作' },
  tryOne: '再試一次',
  tryOneLabel: (where) => `再試一次：${where}`,
  triedOne: '已套用這筆回報',
  drop: {
    button: '捨棄',
    label: (where) => `捨棄：${where}`,
    title: '要捨棄這筆回報嗎？',
    message: '它對該訓練的內容會遺失。此動作無法復原。',
    action: '捨棄回報',
    done: '已捨棄這筆回報',
  },
};
