import type { Offer } from '../field-state.ts'

/** Takes the unwanted out of the array itself. Mutates `offers`. */
export function dropFrom(offers: Offer[], unwanted: (offer: Offer) => boolean): void {
  offers.splice(0, offers.length, ...offers.filter((offer) => !unwanted(offer)))
}
