export async function keepShiftOn(..._given: unknown[]) {}
