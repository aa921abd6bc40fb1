/** Starts the download of a file that the tracker answers as an attachment. */
export function download(url: string): void {
  start(url, '');
}

/** Saves what the page itself has made. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  start(url, name);
  // The browser has taken the content when it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as the name of a file. */
export function fileName(title: string, ending: string): string {
  const plain = title.normalize('NFKC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/g, '').toLowerCase();
  return `${plain || 'chart'}.${ending}`;
}

function start(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
