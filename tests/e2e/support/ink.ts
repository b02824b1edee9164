import type { Locator } from 'playwright';

/** A part of a picture in shares of its width and height. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const wholePicture: Area = { left: 0, top: 0, right: 1, bottom: 1 };

/** Dark pixels in a part of an `<img>`, in permille: the picture as the browser decoded it. */
export async function inkPermille(image: Locator, area: Area = wholePicture): Promise<number> {
  return image.evaluate(async (element, part) => {
    if (!(element instanceof HTMLImageElement)) throw new TypeError('not a picture');
    await element.decode();
    const { naturalWidth: width, naturalHeight: height } = element;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(element, 0, 0);
    const x = Math.floor(part.left * width);
    const y = Math.floor(part.top * height);
    const across = Math.ceil((part.right - part.left) * width);
    const down = Math.ceil((part.bottom - part.top) * height);
    const { data } = context.getImageData(x, y, across, down);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 255, green = 255, blue = 255] = data.subarray(at, at + 3);
      if (red + green + blue < 3 * 150) dark += 1;
    }
    return Math.round((dark * 1000) / (across * down));
  }, area);
}
