#!/usr/bin/env node
// The one executable: Prisma runs it as a generator, people as the command line.

// Prisma sets the variable for the generators that it starts.
if (process.env.PRISMA_GENERATOR_INVOCATION) await import('./generator/main.js')
else await import('./cli/main.js')
