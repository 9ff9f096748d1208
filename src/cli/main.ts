// The command line: parses the arguments and runs a command. One file a command beside this one.
process.stderr.write('fieldseal: no commands yet\n')
