import { ROW_HEIGHT } from '../base/tokens';

export type Density = keyof typeof ROW_HEIGHT;

const STORED = 'trainyard-density';

export function density(): Density {
  return localStorage.getItem(STORED) === 'comfortable' ? 'comfortable' : 'compact';
}

export function applyDensity(wanted: Density = density()): void {
  localStorage.setItem(STORED, wanted);
  document.documentElement.style.setProperty('--row-height', `${ROW_HEIGHT[wanted]}px`);
}
