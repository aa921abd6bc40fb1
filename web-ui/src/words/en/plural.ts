const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (value: number): string => INTEGER.format(value);

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
