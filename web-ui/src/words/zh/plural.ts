const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (value: number): string => INTEGER.format(value);
