import type { charts as english } from '../en/chart';
import { count } from './plural';

export const charts: typeof english = {
  epoch: '訓練週期',
  step: '步',
  place: '週期或步',
  legend: '圖例',
  show: (name) => `顯示 ${name}`,
  hide: (name) => `隱藏 ${name}`,
  more: (rest) => `還有 ${rest} 條`,
  resetZoom: '還原縮放',
  notYet: '第一個訓練週期完成後就會出現曲線。',
  nothingPositive: '對數座標只能顯示大於 0 的值，而這裡沒有。',
  notPositive: (values) => `有 ${count(values)} 個值小於或等於 0，無法顯示在對數座標上。`,
  save: { label: (title) => `儲存圖表「${title}」`, png: 'PNG', svg: 'SVG', csv: 'CSV' },
  values: {
    asTable: '以表格顯示數值',
    of: (title) => `${title}的表格`,
    summary: (title) => `${title}：最後、最小與最大值`,
    by: (title, places) => `${title}（按${places}）`,
    curve: '曲線',
    last: '最後',
    min: '最小',
    max: '最大',
    inEpoch: (epoch) => `第 ${epoch} 週期`,
    atStep: (step) => `第 ${step} 步`,
    rest: (epochs, curves) => `${[...(epochs > 0 ? [`較早的 ${count(epochs)} 個週期`] : []), ...(curves > 0 ? [`其餘 ${count(curves)} 條曲線`] : [])].join('與')}請見 CSV 檔。`,
  },
};
