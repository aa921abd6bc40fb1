/** Names a request, so that the tracker knows its repetitions: the same name until it was answered, another for another body. */
export class IdempotencyKeys {
  private body = '';
  private key = '';

  of(body: unknown): string {
    const text = JSON.stringify(body);
    if (this.key === '' || text !== this.body) {
      this.body = text;
      // Not randomUUID, which browsers offer to pages of https alone.
      this.key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return this.key;
  }

  /** The request was answered: the same body is another request from now on. */
  forget(): void {
    this.key = '';
  }
}
