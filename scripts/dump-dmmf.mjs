// A Prisma generator that writes the metamodel to dmmf.json, for tests that compare our tables with Prisma's own.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import generatorHelper from '@prisma/generator-helper'

generatorHelper.generatorHandler({
  onManifest: () => ({ prettyName: 'metamodel dump', defaultOutput: '.' }),
  onGenerate: async ({ dmmf, generator }) => {
    writeFileSync(join(generator.output.value, 'dmmf.json'), JSON.stringify(dmmf))
  },
})
