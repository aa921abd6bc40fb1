/** Starts the download of a file that the tracker answers as an attachment. */
export function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
