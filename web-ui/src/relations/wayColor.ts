/** Two ends that colour-blind readers tell apart, after Okabe and Ito (2008): from orange for the worst to blue for the best. */
const ENDS = { light: [[213, 94, 0], [0, 90, 160]], dark: [[255, 146, 72], [86, 190, 240]] } as const;

export function wayColor(share: number, dark: boolean): string {
  const [worst, best] = ENDS[dark ? 'dark' : 'light'];
  return `rgb(${worst.map((channel, i) => Math.round(channel + share * ((best[i] ?? channel) - channel))).join(' ')})`;
}
