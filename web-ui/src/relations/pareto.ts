type Point = { readonly x: number; readonly y: number };

/**
 * The points that no other point is better than in one direction without being worse in the other, from the least x to the greatest. Of
 * equal points the first one is kept.
 */
export function paretoFront<T extends Point>(points: readonly T[], lessX: boolean, lessY: boolean): T[] {
  const cost = ({ x, y }: Point): [number, number] => [lessX ? x : -x, lessY ? y : -y];
  const sorted = [...points].sort((a, b) => {
    const [[ax, ay], [bx, by]] = [cost(a), cost(b)];
    return ax - bx || ay - by;
  });
  const front: T[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const point of sorted) {
    const [, y] = cost(point);
    if (y >= least) continue;
    least = y;
    front.push(point);
  }
  return front.sort((a, b) => a.x - b.x);
}
