import { renderSVG } from 'uqr'

/** A QR code as an SVG document, dark on light in every theme: phones do not read it the other way round. */
export const qrSvg = (text: string): string => renderSVG(text, { border: 3, ecc: 'M', pixelSize: 8 })
