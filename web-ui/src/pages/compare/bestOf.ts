/** The place of the greatest or least value, or -1 when there are not two values to choose from. */
export function bestOf(values: readonly (number | null)[], which: 'max' | 'min'): number {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return -1;
  return values.indexOf(which === 'max' ? Math.max(...known) : Math.min(...known));
}
