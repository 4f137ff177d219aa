int oracle(void);
