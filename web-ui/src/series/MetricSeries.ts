/** The points of one metric of one run as growing columns, ordered by epoch, each epoch once. */
export class MetricSeries {
  private epochColumn = new Float64Array(64);
  private valueColumn = new Float64Array(64);
  private count = 0;
  private changes = 0;

  get length(): number {
    return this.count;
  }

  /** Grows whenever something other than the end has changed, so that who knows the beginning must look again. */
  get revision(): number {
    return this.changes;
  }

  epochs(): Float64Array {
    return this.epochColumn.subarray(0, this.count);
  }

  values(): Float64Array {
    return this.valueColumn.subarray(0, this.count);
  }

  last(): number | undefined {
    return this.count === 0 ? undefined : this.valueColumn[this.count - 1];
  }

  /** Adds a point; a point of an epoch that is there already replaces it, for a stream may send one twice. */
  append(epoch: number, value: number): void {
    const index = this.indexOf(epoch);
    if (index < this.count && this.epochColumn[index] === epoch) {
      if (this.valueColumn[index] !== value) this.changes++;
      this.valueColumn[index] = value;
      return;
    }
    if (index < this.count) this.changes++;
    if (this.count === this.epochColumn.length) this.grow();
    for (const column of [this.epochColumn, this.valueColumn]) column.copyWithin(index + 1, index, this.count);
    this.epochColumn[index] = epoch;
    this.valueColumn[index] = value;
    this.count++;
  }

  /** Takes out every point beyond a place; returns whether there was one. */
  cut(epoch: number): boolean {
    let count = this.indexOf(epoch);
    if (count < this.count && this.epochColumn[count] === epoch) count++;
    const shorter = count < this.count;
    if (shorter) this.changes++;
    this.count = count;
    return shorter;
  }

  /** The place of the first epoch that is not smaller; nearly always the end. */
  private indexOf(epoch: number): number {
    if (this.count === 0 || (this.epochColumn[this.count - 1] ?? 0) < epoch) return this.count;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.epochColumn[middle] ?? 0) < epoch) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    this.epochColumn = doubled(this.epochColumn);
    this.valueColumn = doubled(this.valueColumn);
  }
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(column.length * 2);
  longer.set(column);
  return longer;
}
