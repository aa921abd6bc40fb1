import type { external as english } from '../en/external';
import { count } from './plural';

export const external: typeof english = {
  badge: '外部',
  hint: '由其他程式訓練，並透過 HTTP 回報；沒有工作節點在訓練它。',
  refused: '這個訓練由其他程式執行：只有該程式能暫停、繼續或延長它。',
  cancel: '沒有工作節點在訓練它。其程式在下次回報時會得知，並可重新開啟。',
  noClone: (name) => `「${name}」在其他地方訓練，無法複製`,
  silent: (duration) => `已 ${duration} 沒有消息`,
  silentHint: '其程式已有這麼久沒有回報。它可能會回來繼續；若確定不會，請取消這個訓練。',
  nothing: '沒有任何回報。',
  notYet: '其程式尚未回報任何指標。',
  more: (charts) => `再顯示 ${count(charts)} 張圖表`,
  heard: '最後回報',
  atStep: (step) => `第 ${step} 步`,
  source: { title: '來源', parts: { commit: '提交', repository: '程式庫', command: '指令', host: '主機', user: '執行者' } },
  howTo: {
    title: '由其他程式訓練？可透過 HTTP 把訓練放到這裡。',
    text: '任何語言只需三個呼叫；這樣回報的訓練會與其他訓練並列。第一個呼叫會回傳 ID。若需要登入，請以 Authorization: Bearer … 傳送編輯者的權杖。',
    more: '所有呼叫、限制與二十行的 Python 程式：',
  },
};
