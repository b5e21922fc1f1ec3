/** Room at the sides of a drawing: where Arial is not installed, letters are wider than those it was laid out with. */

const LEFT = 0.05;
const RIGHT = 0.2;

/** Give a drawing as it is, with more room to the left and to the right of it. */
export function withRoom(svg: string): string {
  const head = /^[^>]*<svg[^>]*>/.exec(svg)?.[0] ?? "";
  const [, wide, high] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(head) ?? [];
  if (!wide || !high) {
    return svg;
  }
  const width = Number(wide) * (1 + LEFT + RIGHT);
  const widened = head
    .replace(/viewBox="[^"]*"/, `viewBox="${-Number(wide) * LEFT} 0 ${width} ${high}"`)
    .replace(/ width="[^"]*"/, ` width="${width}"`);
  return widened + svg.slice(head.length);
}
