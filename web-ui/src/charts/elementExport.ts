/** What a picture's parts look like on the page. */
const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'font-size', 'font-family', 'font-weight', 'paint-order', 'opacity'];

/** A picture that is drawn on the page, as a file that looks the same without the page's style sheets. */
export function svgOfElement(element: SVGSVGElement, title: string, ground: string): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const parts = [...element.querySelectorAll<SVGElement>('*')];
  [...copy.querySelectorAll<SVGElement>('*')].forEach((part, i) => {
    const original = parts[i];
    if (!original) return;
    const style = getComputedStyle(original);
    part.removeAttribute('class');
    part.removeAttribute('style');
    for (const look of LOOKS) part.setAttribute(look, style.getPropertyValue(look));
  });
  const [width, height] = [element.clientWidth, element.clientHeight];
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const behind = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [['width', '100%'], ['height', '100%'], ['fill', ground]] as const) behind.setAttribute(name, value);
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  copy.prepend(name, behind);
  return new XMLSerializer().serializeToString(copy);
}
