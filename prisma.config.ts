// Where Prisma's command line finds the schema. Database URLs stand with the code that opens a client.
import { defineConfig } from 'prisma/config'

export default defineConfig({ schema: 'prisma/schema.prisma' })
